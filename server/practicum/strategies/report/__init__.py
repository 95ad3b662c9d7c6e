"""How a rehearsal is shown to its author: strategies side by side, in sentences, plots and tables; pure."""
