package io.consilium.framework.training.puzzle;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes mazes with one shortest path from start to goal.
 *
 * <p>Distribution: a tree of passages is carved (depth first, with up to a third of random
 * branching), up to an eighth of the walls between passages are opened, which makes loops and dead
 * ends, and start and goal are drawn among the pairs whose shortest path is unique and long enough.
 * That is not the distribution of Searchformer's and Maze-Hard's mazes (walls independently at
 * random), among which such paths are rare.
 *
 * <p>A seed repeats its mazes. Stateless: any number of threads, each with its own generator of
 * random numbers.
 */
public final class MazeGenerator {
  /** Sides that are generated. */
  public static final int MOST = 64;

  private static final int STARTS = 6;
  private static final int CARVINGS = 400;

  private final Optional<Split> split;

  /** Mazes of either side of the split. */
  public MazeGenerator() {
    this.split = Optional.empty();
  }

  /** Mazes of one side of the split (by a hash that rotations and reflections leave alone). */
  public MazeGenerator(Split split) {
    this.split = Optional.of(split);
  }

  /**
   * A maze of a difficulty: EASY 10 x 10, at least 12 moves; MINIMAL 16 x 16, 30; SPARSE 24 x 24,
   * 70; HARD 30 x 30, 111.
   */
  public Maze next(Difficulty difficulty, RandomGenerator random) {
    return switch (difficulty) {
      case EASY -> next(10, 10, 12, random);
      case MINIMAL -> next(16, 16, 30, random);
      case SPARSE -> next(24, 24, 70, random);
      case HARD -> next(30, 30, 111, random);
    };
  }

  /**
   * A maze whose shortest path has at least so many moves.
   *
   * @throws IllegalArgumentException if no such maze was found, because it is too small for that
   */
  public Maze next(int rows, int columns, int moves, RandomGenerator random) {
    if (Math.min(rows, columns) < 2 || Math.max(rows, columns) > MOST || moves < 1) {
      throw new IllegalArgumentException(
          "No maze of %d x %d with %d moves. Maybe take sides from 2 to %d and 1 move or more"
              .formatted(rows, columns, moves, MOST));
    }
    Maze maze = any(rows, columns, moves, random);
    while (split.isPresent() && Split.of(maze) != split.get()) {
      maze = any(rows, columns, moves, random);
    }
    return maze;
  }

  private static Maze any(int rows, int columns, int moves, RandomGenerator random) {
    for (int k = 0; k < CARVINGS; k++) {
      // The later, the less is opened: a long path that is asked for is found in the end.
      double patience = 1 - (double) k / CARVINGS;
      double branching = patience * random.nextDouble() / 3;
      double opened = patience * random.nextDouble() / 8;
      boolean[] free = MazeCarver.carve(rows, columns, branching, opened, random);
      for (int start = 0; start < STARTS; start++) {
        Maze maze = between(free, rows, columns, moves, random);
        if (maze != null) {
          return maze;
        }
      }
    }
    throw new IllegalArgumentException(
        "Found no maze of %d x %d whose shortest path has %d moves. Maybe ask for fewer"
            .formatted(rows, columns, moves));
  }

  private static Maze between(
      boolean[] free, int rows, int columns, int moves, RandomGenerator random) {
    int start = random.nextInt(free.length);
    if (!free[start]) {
      return null;
    }
    byte[] ways = new byte[free.length];
    int[] distance = MazeCarver.distances(free, rows, columns, start, ways);
    int goal = -1;
    int seen = 0;
    for (int cell = 0; cell < free.length; cell++) {
      if (distance[cell] >= moves && ways[cell] == 1 && random.nextInt(++seen) == 0) {
        goal = cell;
      }
    }
    return goal < 0 ? null : maze(free, rows, columns, distance, start, goal);
  }

  private static Maze maze(
      boolean[] free, int rows, int columns, int[] distance, int start, int goal) {
    byte[] cells = new byte[free.length];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = free[cell] ? Maze.FREE : Maze.WALL;
    }
    cells[start] = Maze.START;
    cells[goal] = Maze.GOAL;
    byte[] solution = cells.clone();
    int[] around = new int[4];
    for (int cell = goal; distance[cell] > 1; ) {
      int count = MazeCarver.neighbours(cell, rows, columns, around);
      int back = -1;
      for (int k = 0; k < count; k++) {
        back = distance[around[k]] == distance[cell] - 1 ? around[k] : back;
      }
      cell = back;
      solution[cell] = Maze.PATH;
    }
    return new Maze(rows, columns, cells, solution, distance[goal]);
  }
}
