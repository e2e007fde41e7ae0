package io.consilium.expert.vision.internal.grid;

/** Cuts the insides of cells out of a picture, flat and of one size. */
final class CellCutter {
  private static final double INSET = 0.06;

  private CellCutter() {}

  static Patch cut(Shades shades, Lattice lattice, int column, int row) {
    int side = Patch.SIDE;
    double step = (1 - 2 * INSET) / side;
    int rays = (int) Math.max(1, Math.min(4, Math.round(lattice.cell() * step)));
    float[] levels = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double sum = 0;
        for (int ray = 0; ray < rays * rays; ray++) {
          double across = INSET + (x + (ray % rays + 0.5) / rays) * step;
          double down = INSET + (y + (ray / rays + 0.5) / rays) * step;
          Point at = lattice.at(column + across, row + down);
          sum += shades.at(at.x(), at.y());
        }
        levels[y * side + x] = (float) (sum / (rays * rays));
      }
    }
    return Patch.of(levels);
  }
}
