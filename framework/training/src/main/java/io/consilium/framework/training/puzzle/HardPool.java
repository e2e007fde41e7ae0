package io.consilium.framework.training.puzzle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Hard Sudokus of different symmetry classes with their ratings.
 *
 * <p>The file is gzipped text, a line each: 81 cells with {@code .} for a blank, a space, the mean
 * of ln(1 + backtracks) over random symmetries. Reading and drawing are thread-safe once loaded;
 * {@link #add} is for one thread.
 */
public final class HardPool {
  /** A puzzle of the pool. */
  record Entry(Sudoku sudoku, Rating rating, long invariant) {}

  /** How many orders stand behind a rating in a file, about. */
  private static final int RATED = 6;

  private static final String HARD = "hard-sudoku.txt.gz";
  private static final String EXTREME = "extreme-sudoku.txt.gz";

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Long> invariants = new HashSet<>();

  /**
   * Reads a pool.
   *
   * @throws UncheckedIOException naming the file, if it can't be read
   * @throws IllegalArgumentException naming the line that is no puzzle with one solution
   */
  public static HardPool load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the pool of hard puzzles " + file, e);
    }
  }

  /** Those that come with this jar, hard for depth-first search; see {@link HardPoolCommand}. */
  public static HardPool bundled() {
    return bundled(HARD);
  }

  /** Those that come with this jar, hard for trials; see {@link TrialSearch}. */
  public static HardPool extreme() {
    return bundled(EXTREME);
  }

  private static HardPool bundled(String name) {
    try (InputStream in = HardPool.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The jar holds no " + name + ". Maybe evolve one");
      }
      return read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the bundled pool " + name, e);
    }
  }

  static HardPool read(InputStream in, String name) throws IOException {
    HardPool pool = new HardPool();
    SudokuSolver solver = new SudokuSolver();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      byte[] solution = new byte[81];
      int space = line.indexOf(' ');
      if (space != 81 || solver.count(Sudoku.cells(line.substring(0, 81)), 2, solution) != 1) {
        throw new IllegalArgumentException(
            "Line " + number + " of " + name + " is no Sudoku with one solution: " + line);
      }
      Sudoku sudoku = new Sudoku(Sudoku.cells(line.substring(0, 81)), solution);
      pool.add(sudoku, new Rating(Double.parseDouble(line.substring(82)), RATED));
    }
    return pool;
  }

  /** Writes the pool, hardest first, replacing the file in one step. */
  public void save(Path file) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingDouble((Entry entry) -> -entry.rating().log()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try (OutputStream out = new Best(Files.newOutputStream(part))) {
        for (Entry entry : sorted) {
          String rating = String.format(Locale.ROOT, " %.2f%n", entry.rating().log());
          String line = Sudoku.text(entry.sudoku().clues()) + rating;
          out.write(line.getBytes(StandardCharsets.US_ASCII));
        }
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the pool of hard puzzles " + file, e);
    }
  }

  /** How many puzzles. */
  public int size() {
    return entries.size();
  }

  /** The puzzle at a position, as it stands in the file. */
  public Sudoku get(int index) {
    return entries.get(index).sudoku();
  }

  /** The invariants of all puzzles. */
  public Set<Long> invariants() {
    return Set.copyOf(invariants);
  }

  /** A puzzle of one side drawn uniformly, under a random symmetry. */
  public Sudoku draw(Split split, RandomGenerator random) {
    for (int tries = 0; tries < 10_000 && !entries.isEmpty(); tries++) {
      Entry entry = entries.get(random.nextInt(entries.size()));
      if (Split.ofHash(entry.invariant()) == split) {
        return Symmetry.apply(entry.sudoku(), random);
      }
    }
    throw new IllegalStateException(
        "The pool of " + size() + " hard puzzles has none for " + split);
  }

  Entry entry(int index) {
    return entries.get(index);
  }

  /** Adds a puzzle unless one of its class is there. */
  boolean add(Sudoku sudoku, Rating rating) {
    long invariant = Invariant.of(sudoku);
    return invariants.add(invariant) && entries.add(new Entry(sudoku, rating, invariant));
  }

  /** Adds the members of another pool that are rated so, until this one is full; how many. */
  int addAll(HardPool other, double least, int most) {
    int added = 0;
    for (Entry entry : other.entries) {
      if (entry.rating().log() >= least && size() < most) {
        added += add(entry.sudoku(), entry.rating()) ? 1 : 0;
      }
    }
    return added;
  }

  /** The geometric mean of (1 + backtracks), less 1; 0 of an empty pool. */
  double hardness() {
    return Math.expm1(entries.stream().mapToDouble(e -> e.rating().log()).average().orElse(0));
  }

  boolean contains(long invariant) {
    return invariants.contains(invariant);
  }

  /** Puts a puzzle at a position in place of another. */
  void set(int index, Entry entry) {
    invariants.remove(entries.get(index).invariant());
    invariants.add(entry.invariant());
    entries.set(index, entry);
  }

  /** Gzip at the best level, which the plain constructor doesn't offer. */
  private static final class Best extends GZIPOutputStream {
    Best(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(9);
    }
  }
}
