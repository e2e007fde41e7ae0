package io.consilium.framework.training.puzzle;

import java.io.IOException;
import java.io.InputStream;
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
 * <p>The file is gzipped text, a line each: 81 cells with {@code .} for a blank, a space, the
 * rating: the higher, the harder for whoever gathered them. Drawing is thread-safe once loaded;
 * {@link #add} is for one thread.
 */
public final class HardPool {
  /** A puzzle of the pool. */
  record Entry(Sudoku sudoku, double rating, long invariant) {}

  private static final String EXTREME = "extreme-sudoku.txt.gz";

  /** Unpacked: a pool has no more, whatever its size on disk promises. */
  private static final int MOST_BYTES = 64 << 20;

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

  /** Those that come with this jar, hard for trials; see {@link TrialSearch}. */
  public static HardPool extreme() {
    try (InputStream in = HardPool.class.getResourceAsStream(EXTREME)) {
      if (in == null) {
        throw new IllegalStateException("The jar holds no " + EXTREME + ". Maybe evolve one");
      }
      return read(in, EXTREME);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the bundled pool " + EXTREME, e);
    }
  }

  static HardPool read(InputStream in, String name) throws IOException {
    byte[] text = new GZIPInputStream(in).readNBytes(MOST_BYTES + 1);
    if (text.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          name + " unpacks to more than " + MOST_BYTES + " bytes. Maybe it is no pool.");
    }
    HardPool pool = new HardPool();
    SudokuSolver solver = new SudokuSolver();
    int number = 0;
    for (String line : new String(text, StandardCharsets.US_ASCII).lines().toList()) {
      number++;
      byte[] solution = new byte[81];
      int space = line.indexOf(' ');
      if (space != 81 || solver.count(Sudoku.cells(line.substring(0, 81)), 2, solution) != 1) {
        throw new IllegalArgumentException(
            "Line " + number + " of " + name + " is no Sudoku with one solution: " + line);
      }
      Sudoku sudoku = new Sudoku(Sudoku.cells(line.substring(0, 81)), solution);
      pool.add(sudoku, Double.parseDouble(line.substring(82)));
    }
    return pool;
  }

  /** Writes the pool, hardest first, replacing the file in one step. */
  public void save(Path file) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingDouble((Entry entry) -> -entry.rating()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      try (OutputStream out = new Best(Files.newOutputStream(part))) {
        for (Entry entry : sorted) {
          String rating = String.format(Locale.ROOT, " %.2f%n", entry.rating());
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
  boolean add(Sudoku sudoku, double rating) {
    long invariant = Invariant.of(sudoku);
    return invariants.add(invariant) && entries.add(new Entry(sudoku, rating, invariant));
  }

  boolean contains(long invariant) {
    return invariants.contains(invariant);
  }

  /** Gzip at the best level, which the plain constructor doesn't offer. */
  private static final class Best extends GZIPOutputStream {
    Best(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(9);
    }
  }
}
