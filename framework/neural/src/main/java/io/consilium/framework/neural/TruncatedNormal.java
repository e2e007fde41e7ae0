package io.consilium.framework.neural;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * The normal distribution cut at two standard deviations, widened so that the numbers drawn really
 * have the deviation asked for. The quantile is Wichura's PPND16 (Applied Statistics 37, 1988,
 * algorithm AS 241), of about 1e-16.
 */
final class TruncatedNormal {

  /** The deviation of a standard normal cut at +-2. */
  private static final double CUT_STD = 0.87962566103423978;

  /** P(-2 < x < 2) / 2. */
  private static final double HALF_MASS = 0.47724986805182079;

  private static final double[] A = {
    3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
    1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
    3.3430575583588128105e+4, 2.5090809287301226727e+3
  };
  private static final double[] B = {
    1,
    4.2313330701600911252e+1,
    6.8718700749205790830e+2,
    5.3941960214247511077e+3,
    2.1213794301586595867e+4,
    3.9307895800092710610e+4,
    2.8729085735721942674e+4,
    5.2264952788528545610e+3
  };
  private static final double[] C = {
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4
  };
  private static final double[] D = {
    1,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };

  private TruncatedNormal() {}

  static void fill(FloatBuffer into, double std, SplittableRandom random) {
    double width = std / CUT_STD;
    for (int at = 0; at < into.limit(); at++) {
      double x = width * quantile(HALF_MASS * (2 * random.nextDouble() - 1));
      into.put(at, (float) Math.max(-2 * width, Math.min(2 * width, x)));
    }
  }

  /** The standard normal quantile of 0.5 + q; exact to 1e-15 for |q| below 0.5 - 1e-11. */
  static double quantile(double q) {
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(A, r) / polynomial(B, r);
    }
    double r = Math.sqrt(-Math.log(0.5 - Math.abs(q))) - 1.6;
    return Math.copySign(polynomial(C, r) / polynomial(D, r), q);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int at = coefficients.length - 1; at >= 0; at--) {
      sum = sum * x + coefficients[at];
    }
    return sum;
  }
}
