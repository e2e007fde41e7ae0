/**
 * Pictures of number grids, drawn from seeds, as they leave a printer, a scanner or a camera.
 * {@link io.consilium.distribution.evaluation.grids.GridPictures} is where to begin.
 */
package io.consilium.distribution.evaluation.grids;
