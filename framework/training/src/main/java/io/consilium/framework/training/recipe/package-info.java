/**
 * Recipes: what a training run does, in a YAML file. Whatever is wrong with one is said with its
 * line and what to do; nothing that is not understood is skipped.
 */
package io.consilium.framework.training.recipe;
