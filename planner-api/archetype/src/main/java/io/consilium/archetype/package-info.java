/**
 * Projects for plugins: the templates that {@code mvn archetype:generate} uses, and {@link
 * io.consilium.archetype.PluginProject}, which fills the same ones without Maven.
 */
package io.consilium.archetype;
