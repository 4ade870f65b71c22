/**
 * What the container image holds besides its base: a Java runtime with only the modules that the program needs, the jar, and an archive of its
 * classes as the JVM has them after loading. Tests keep it true without building the image; the operator they run has a process of its own.
 */
@NullMarked
package io.predictivescaler.operator.image;

import org.jspecify.annotations.NullMarked;
