package io.predictivescaler.planning.trust;

/** What a standing rests on. */
public sealed interface Evidence {
    /** Nothing was scored yet, or there was nothing to be better at. */
    record None() implements Evidence {}

    /** A back-test. */
    record BackTest(Skill skill) implements Evidence {}
}
