/**
 * The Hierarchical Reasoning Model (arXiv 2506.21734) and the Tiny Recursive Model (arXiv
 * 2510.04871) on ND4J, with gradients derived by hand.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural;
