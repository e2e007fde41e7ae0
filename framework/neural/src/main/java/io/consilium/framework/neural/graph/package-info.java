/**
 * The symbol-equivariant recurrent network for constraint grids: one state for each candidate,
 * pooled over the groups of which exactly one candidate holds. Refines a latent state, is
 * supervised in every segment and halts on evidence, as the Tiny Recursive Model (arXiv
 * 2510.04871); symbols are interchangeable, as in symbol-equivariant recurrent models (arXiv
 * 2603.02193).
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural.graph;
