/**
 * The commands {@code train} and {@code neural}: run in a Java process of their own, never in the
 * host.
 */
package io.consilium.framework.training;
