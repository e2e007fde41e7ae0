package io.consilium.distribution.evaluation.grids;

import java.util.Random;

/**
 * What happens to a sheet between printer and file.
 *
 * @param level how it was taken
 * @param degrees turned clockwise
 * @param keystone how much shorter the far side is, as a share; across and down
 * @param shade how much darker the darkest corner is, as a share
 * @param contrast 1 as printed, less is paler
 * @param blur standard deviation in pixels
 * @param noise standard deviation of additive noise, of 255
 * @param speckle share of pixels turned black or white
 * @param jpeg quality 0 to 1; 1 for a PNG
 */
record Photo(
    Level level,
    double degrees,
    double keystoneX,
    double keystoneY,
    double shade,
    double contrast,
    double blur,
    double noise,
    double speckle,
    double jpeg) {

  /** How a picture came to be. */
  enum Level {
    /** As printed, or compressed as on a screen. */
    CLEAN,
    /** Slightly turned, some noise. */
    SCAN,
    /** A camera held by hand in fair light. */
    PHOTO,
    /** A camera held badly in bad light, then compressed hard. */
    ROUGH
  }

  static final Photo NONE = new Photo(Level.CLEAN, 0, 0, 0, 0, 1, 0, 0, 0, 1);

  static Photo draw(Random random) {
    int chance = random.nextInt(20);
    if (chance < 5) {
      return random.nextInt(3) > 0
          ? NONE
          : new Photo(Level.CLEAN, 0, 0, 0, 0, 1, 0, 0, 0, 0.6 + 0.3 * random.nextDouble());
    }
    if (chance < 10) {
      return scan(random);
    }
    return chance < 17 ? photo(random) : rough(random);
  }

  private static Photo scan(Random random) {
    return new Photo(
        Level.SCAN,
        -2.5 + 5 * random.nextDouble(),
        0,
        0,
        0,
        0.5 + 0.5 * random.nextDouble(),
        0.8 * random.nextDouble(),
        10 * random.nextDouble(),
        random.nextInt(3) > 0 ? 0 : 0.002 * random.nextDouble(),
        random.nextBoolean() ? 1 : 0.5 + 0.4 * random.nextDouble());
  }

  private static Photo photo(Random random) {
    return new Photo(
        Level.PHOTO,
        -8 + 16 * random.nextDouble(),
        -0.16 + 0.32 * random.nextDouble(),
        -0.16 + 0.32 * random.nextDouble(),
        0.5 * random.nextDouble(),
        0.45 + 0.5 * random.nextDouble(),
        0.3 + 0.9 * random.nextDouble(),
        2 + 9 * random.nextDouble(),
        0,
        0.45 + 0.5 * random.nextDouble());
  }

  private static Photo rough(Random random) {
    return new Photo(
        Level.ROUGH,
        -14 + 28 * random.nextDouble(),
        -0.25 + 0.5 * random.nextDouble(),
        -0.25 + 0.5 * random.nextDouble(),
        0.3 + 0.4 * random.nextDouble(),
        0.25 + 0.4 * random.nextDouble(),
        0.8 + 1.2 * random.nextDouble(),
        4 + 14 * random.nextDouble(),
        random.nextInt(3) > 0 ? 0 : 0.002 * random.nextDouble(),
        0.2 + 0.4 * random.nextDouble());
  }

  /** Whether it lies on a desk that shows around it. */
  boolean onDesk() {
    return level == Level.PHOTO || level == Level.ROUGH;
  }

  boolean isBent() {
    return degrees != 0 || keystoneX != 0 || keystoneY != 0;
  }
}
