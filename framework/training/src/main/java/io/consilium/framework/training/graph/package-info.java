/** Trains the symbol-equivariant graph network. */
package io.consilium.framework.training.graph;
