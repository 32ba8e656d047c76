"""All recipes, in the order of their numbers."""

from tests.recipes.case import Recipe
from tests.recipes.mutations import calls, errors, fixes, names, security, text, traps

_FILES = (text.RECIPES, names.RECIPES, errors.RECIPES, calls.RECIPES, security.RECIPES, fixes.RECIPES, traps.RECIPES)

RECIPES: tuple[Recipe, ...] = tuple(
    sorted((recipe for file in _FILES for recipe in file), key=lambda recipe: recipe.number)
)
"""Numbers as in the notes on judging: 1 to 26; several recipes may share one."""
