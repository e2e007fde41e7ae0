package io.consilium.expert.timeseries.internal.forecasting;

/** A straight line by least squares over times 0, 1, 2, ... */
record Line(double intercept, double slope) {

  static Line through(double[] y, int length) {
    int n = Math.min(length, y.length);
    double meanT = (n - 1) / 2.0;
    double meanY = 0;
    for (int t = 0; t < n; t++) {
      meanY += y[t] / n;
    }
    double top = 0;
    double bottom = 0;
    for (int t = 0; t < n; t++) {
      top += (t - meanT) * (y[t] - meanY);
      bottom += (t - meanT) * (t - meanT);
    }
    double slope = bottom > 0 ? top / bottom : 0;
    return new Line(meanY - slope * meanT, slope);
  }

  double at(double time) {
    return intercept + slope * time;
  }
}
