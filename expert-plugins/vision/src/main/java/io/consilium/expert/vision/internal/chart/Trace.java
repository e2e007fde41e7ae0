package io.consilium.expert.vision.internal.chart;

/**
 * A drawn line: its height in every column of the picture.
 *
 * @param color index in the palette
 * @param from first column
 * @param y centre of the stroke by column from {@code from}, without gaps
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Trace(int color, int from, double[] y) {

  int to() {
    return from + y.length - 1;
  }

  /** Height at a place, between columns linear; beyond the ends, that of the end. */
  double at(double x) {
    double i = Math.max(0, Math.min(y.length - 1, x - 0.5 - from));
    int left = (int) Math.floor(i);
    int right = Math.min(y.length - 1, left + 1);
    return y[left] + (y[right] - y[left]) * (i - left);
  }

  /**
   * Mean distance between this line and straight pieces through its heights at the given places.
   */
  double misfit(double[] places) {
    double sum = 0;
    int count = 0;
    for (int i = 1; i < places.length; i++) {
      double a = at(places[i - 1]);
      double b = at(places[i]);
      int start = (int) Math.max(from, Math.ceil(places[i - 1]));
      int end = (int) Math.min(to(), Math.floor(places[i]));
      for (int x = start; x <= end; x++) {
        double t = (x + 0.5 - places[i - 1]) / (places[i] - places[i - 1]);
        double off = a + (b - a) * Math.max(0, Math.min(1, t)) - y[x - from];
        sum += off * off;
        count++;
      }
    }
    return count == 0 ? Double.MAX_VALUE : Math.sqrt(sum / count);
  }
}
