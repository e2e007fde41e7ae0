package io.consilium.expert.vision.internal.image;

import io.consilium.api.data.Box;

/**
 * The turn about the centre that brings a skewed picture upright.
 *
 * @param degrees by how much the picture as given is turned clockwise
 */
public record Turn(double degrees, int width, int height) {

  public boolean isNone() {
    return Math.abs(degrees) < 0.02;
  }

  /** Where an upright point stands in the picture as given. */
  public double pictureX(double x, double y) {
    return turnedX(x, y, radians());
  }

  public double pictureY(double x, double y) {
    return turnedY(x, y, radians());
  }

  /** The box around an upright box, in the picture as given. */
  public Box toPicture(Box upright) {
    return isNone() ? upright : clip(moved(upright, radians(), 1));
  }

  /** The upright box that a box of the picture as given came from. */
  public Box toUpright(Box picture) {
    return isNone() ? picture : clip(moved(picture, -radians(), -1));
  }

  private double radians() {
    return Math.toRadians(degrees);
  }

  // A turned box is as wide as w cos + h sin; the way back undoes just that.
  private Box moved(Box box, double angle, int direction) {
    double x = turnedX(Boxes.centerX(box), Boxes.centerY(box), angle);
    double y = turnedY(Boxes.centerX(box), Boxes.centerY(box), angle);
    double cos = Math.cos(angle);
    double sin = Math.abs(Math.sin(angle)) * direction;
    double scale = direction > 0 ? 1 : 1 / (cos * cos - sin * sin);
    double w = Math.max(1, (box.width() * cos + box.height() * sin) * scale);
    double h = Math.max(1, (box.height() * cos + box.width() * sin) * scale);
    return Boxes.of(
        (int) Math.round(x - w / 2),
        (int) Math.round(y - h / 2),
        (int) Math.round(x + w / 2),
        (int) Math.round(y + h / 2));
  }

  private Box clip(Box box) {
    return Boxes.clip(box, width, height);
  }

  private double turnedX(double x, double y, double angle) {
    return width / 2.0 + (x - width / 2.0) * Math.cos(angle) - (y - height / 2.0) * Math.sin(angle);
  }

  private double turnedY(double x, double y, double angle) {
    return height / 2.0
        + (x - width / 2.0) * Math.sin(angle)
        + (y - height / 2.0) * Math.cos(angle);
  }
}
