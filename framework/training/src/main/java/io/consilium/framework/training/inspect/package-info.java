/** Looks into trained networks: how their states move, how sure they are, when they halt. */
package io.consilium.framework.training.inspect;
