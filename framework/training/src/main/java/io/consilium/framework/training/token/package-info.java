/** Trains HRM and TRM on puzzles written as sequences of tokens. */
package io.consilium.framework.training.token;
