package io.consilium.framework.training.puzzle;

/** How hard a generated Sudoku is; every one has exactly one solution. */
public enum Difficulty {
  /** Naked and hidden singles solve it; 30 to 40 clues (9 x 9). */
  EASY,
  /** Random minimal: no clue can be left out; about 24 clues. */
  MINIMAL,
  /** Minimal with few clues, by repeated minimising: about 20 to 22. */
  SPARSE,
  /** Minimal and far beyond singles: many wrong guesses in depth-first search. */
  HARD
}
