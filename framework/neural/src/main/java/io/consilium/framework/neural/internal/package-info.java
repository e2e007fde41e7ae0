/** Arithmetic that HRM and TRM share with the graph network. No part of the library's face. */
package io.consilium.framework.neural.internal;
