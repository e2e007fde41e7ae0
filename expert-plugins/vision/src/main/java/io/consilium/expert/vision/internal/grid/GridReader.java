package io.consilium.expert.vision.internal.grid;

import io.consilium.api.data.Grid;
import io.consilium.api.host.CallContext;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.text.TextFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Reads a picture of a ruled number grid. Thread-safe. */
public final class GridReader {
  private static final int LARGEST = 1800;
  private static final double SPECKLED = 0.0006;
  private static final double GRAINY = 2.5;

  /** Of the ink that most filled cells show: less is blank, and between them lies doubt. */
  private static final double FILLED = 0.5;

  private static final double BLANK = 0.22;
  private static final double LEAST_HEIGHT = 0.22;

  private final GlyphNet net;

  /** With the network that ships. */
  public GridReader() {
    net = GlyphNet.shipped();
  }

  GridReader(GlyphNet net) {
    this.net = net;
  }

  /**
   * What came of it.
   *
   * @param grid the grid, kind {@code sudoku}; empty if declined
   * @param confidence of the least sure cell
   * @param reason for a person, if declined
   */
  public record Outcome(Optional<Grid> grid, double confidence, String reason) {
    private static Outcome declined(String reason) {
      return new Outcome(Optional.empty(), 0, reason);
    }
  }

  /**
   * Reads.
   *
   * @throws CancellationException if the call was cancelled or its time is up
   */
  public Outcome read(Picture picture, TextFinder text, CallContext context) {
    Gray gray = cleaned(picture);
    watch(context);
    LatticeFinder.Finding found = null;
    for (Gray tone : List.of(gray, gray.inverted())) {
      Shades shades = new Shades(tone);
      LatticeFinder.Finding finding = LatticeFinder.find(tone, shades, tone.noise());
      watch(context);
      if (finding.lattice().isPresent()) {
        return read(shades, finding.lattice().get(), new DigitReader(net, text), context);
      }
      found = found == null ? finding : found;
    }
    return Outcome.declined(found.reason());
  }

  private static Gray cleaned(Picture picture) {
    Gray gray = picture.gray();
    int longest = Math.max(gray.width(), gray.height());
    gray = gray.shrunk(Math.max(1, (int) Math.ceil((double) longest / LARGEST)));
    if (gray.specks() > SPECKLED) {
      return gray.median();
    }
    return gray.noise() > GRAINY ? gray.softened() : gray;
  }

  static void watch(CallContext context) {
    if (context.cancelled() || context.remaining().isZero()) {
      throw new CancellationException("The call was cancelled or ran out of time.");
    }
  }

  private static Outcome read(
      Shades shades, Lattice lattice, DigitReader reader, CallContext context) {
    int size = lattice.rows();
    Patch[] patches = new Patch[size * size];
    for (int i = 0; i < patches.length; i++) {
      patches[i] = CellCutter.cut(shades, lattice, i % size, i / size);
    }
    watch(context);
    double agreed = agreed(patches, shades.gray().noise());
    if (agreed == 0) {
      return Outcome.declined(
          "The grid of "
              + size
              + " by "
              + size
              + " cells is blank. Maybe the digits are too pale: give a picture with more"
              + " contrast.");
    }
    Reading[] readings = new Reading[patches.length];
    for (int i = 0; i < patches.length; i++) {
      watch(context);
      readings[i] = reading(patches[i], size, agreed, reader, false);
    }
    List<Integer> doubtful = Conflicts.cells(readings, size);
    for (int i : doubtful) {
      watch(context);
      readings[i] = reading(patches[i], size, agreed, reader, true);
    }
    return outcome(readings, size, !doubtful.isEmpty());
  }

  /**
   * Contrast of digits as a share of the paper's level (light falls on both alike): what the better
   * part of the cells with a mark show; 0 if none has one.
   */
  private static double agreed(Patch[] patches, double noise) {
    double[] contrasts =
        Arrays.stream(patches)
            .filter(patch -> patch.contrast() > Math.max(10, 4 * noise))
            .filter(patch -> GlyphFinder.find(patch, 0.46, 1).height() >= LEAST_HEIGHT)
            .mapToDouble(GridReader::relative)
            .sorted()
            .toArray();
    return contrasts.length == 0 ? 0 : contrasts[contrasts.length - 1 - contrasts.length / 4];
  }

  private static double relative(Patch patch) {
    return patch.contrast() / Math.max(20, patch.paper());
  }

  private static Reading reading(
      Patch patch, int size, double agreed, DigitReader reader, boolean doubtful) {
    double ink = relative(patch) / agreed;
    Patch seen =
        ink < FILLED ? patch.withContrast(FILLED * agreed * Math.max(20, patch.paper())) : patch;
    GlyphFinder.Finding finding = GlyphFinder.find(seen, 0.46, size > 9 ? 2 : 1);
    if (finding.height() < LEAST_HEIGHT) {
      return Reading.blank(1 - Math.min(1, finding.height()));
    }
    if (ink < BLANK) {
      return Reading.blank(0.9);
    }
    return ink < FILLED
        ? Reading.unread("a mark much paler than the others")
        : reader.read(seen, size, doubtful);
  }

  private static Outcome outcome(Reading[] readings, int size, boolean conflicts) {
    List<List<Integer>> cells = new ArrayList<>();
    double confidence = 1;
    for (int r = 0; r < size; r++) {
      List<Integer> row = new ArrayList<>();
      for (int c = 0; c < size; c++) {
        Reading reading = readings[r * size + c];
        if (!reading.isRead()) {
          return Outcome.declined(unread(readings, size, r, c));
        }
        confidence = Math.min(confidence, reading.confidence());
        row.add(reading.value());
      }
      cells.add(row);
    }
    if (conflicts) {
      List<Integer> still = Conflicts.cells(readings, size);
      if (!still.isEmpty()) {
        return Outcome.declined(Conflicts.message(readings, still, size));
      }
    }
    return new Outcome(Optional.of(new Grid("sudoku", cells)), confidence, "");
  }

  private static String unread(Reading[] readings, int size, int row, int column) {
    long others = Arrays.stream(readings).filter(reading -> !reading.isRead()).count() - 1;
    return "The cell in row "
        + (row + 1)
        + ", column "
        + (column + 1)
        + " of the "
        + size
        + " by "
        + size
        + " grid cannot be read with certainty: "
        + readings[row * size + column].seen()
        + (others > 0 ? " (and " + others + " more such cells)" : "")
        + ". Maybe give a sharper, closer or straighter picture, or type the grid as text.";
  }
}
