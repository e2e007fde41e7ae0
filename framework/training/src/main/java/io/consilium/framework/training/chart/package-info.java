/**
 * Curves and bars as a picture, and pages that hold a picture and tables and need no other file.
 */
package io.consilium.framework.training.chart;
