/**
 * What networks are trained and tested on: puzzles of a sort, what they are made and checked by.
 */
package io.consilium.framework.training.task;
