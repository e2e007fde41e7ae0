package io.consilium.framework.routing;

/** How well an expert is expected to do, by what is known of it. Pure. */
@FunctionalInterface
public interface Learned {
  /**
   * Expected share of accepted work, 0 to 1; 0.5 where nothing is known.
   *
   * @param code digest of the expert's code: of other code of the same name nothing is known
   */
  double success(String expert, String code, String capability);
}
