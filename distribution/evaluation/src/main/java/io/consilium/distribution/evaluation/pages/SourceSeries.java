package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Series.Frequency;

/**
 * Numbers that a page may show.
 *
 * @param id where they are from, such as {@code m3/N0648} or {@code simulated/17}
 * @param frequency yearly, quarterly or monthly
 * @param firstPart quarter or month of the first value, from 1
 * @param values in time order
 */
record SourceSeries(String id, Frequency frequency, int firstPart, double[] values) {}
