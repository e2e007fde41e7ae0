package io.consilium.framework.training.task;

/**
 * A grid to be completed.
 *
 * @param set that it belongs to: its difficulty or source, by which results are told apart
 * @param cells as given, row by row: of a Sudoku 0 where open, else the digit; of a maze 0 free, 1
 *     wall, 2 start, 3 goal
 * @param solution the same completed; cells of a maze's path are 4
 */
public record Puzzle(String set, byte[] cells, byte[] solution) {}
