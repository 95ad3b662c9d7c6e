"""How the four strategies play a case: what they open, whom they believe, what they bet, plan and measure; pure.

``play_on_paper`` plays a whole case in a few milliseconds. A ``Player`` decides one question at a time, from what a
team has at that moment, and so plays a live session too.
"""

from practicum.strategies.paper import Played, play_on_paper
from practicum.strategies.player import Player

__all__ = ["Played", "Player", "play_on_paper"]
