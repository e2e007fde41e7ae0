/**
 * Methods: how a goal is decomposed into steps, as declared in a pipeline file under {@code
 * methods}. A planner reads them with {@link io.consilium.framework.pipeline.method.MethodReader}
 * and tests their {@link io.consilium.framework.pipeline.method.Condition}s, written in the Common
 * Expression Language.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.pipeline.method;
