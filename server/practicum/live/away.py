"""The store is away: what asks for something that only the store knows raises this, and may ask again later."""

from practicum.store.errors import StoreDown as StoreAway

__all__ = ["StoreAway"]
