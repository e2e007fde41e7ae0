/**
 * Renders report pages with known contents: a seed decides series, words, layout, type, chart,
 * table and damage, and {@link io.consilium.distribution.evaluation.pages.PageTruth} says what a
 * reader should find. Only bundled fonts are used, so that a page is the same on every machine.
 */
package io.consilium.distribution.evaluation.pages;
