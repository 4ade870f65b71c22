package io.predictivescaler.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static Stream<String> uids(int count) {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(count);
    }

    /** Worked out by a shell: {@code $((0x$(printf %s UID | sha256sum | head -c 8) % COUNT))}. */
    @ParameterizedTest
    @CsvSource({
        "5f0c2c1e-8f0e-4a55-9c58-0d5c5ad3b6a1, 1, 2, 0, 17",
        "00000000-0000-0000-0000-000000000000, 0, 1, 2, 60",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 0, 0, 4, 56",
        "checkout-ü, 1, 2, 1, 23"
    })
    void isWhatAnyOtherLanguageMakesOfTheUid(String uid, int ofTwo, int ofThree, int ofFive, int ofSixtyFour) {
        assertThat(IntStream.of(2, 3, 5, 64)
                        .mapToObj(count -> Shard.of(uid, count).index()))
                .containsExactly(ofTwo, ofThree, ofFive, ofSixtyFour);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void everyResourceBelongsToExactlyOne(int count) {
        assertThat(uids(500))
                .allSatisfy(uid -> assertThat(
                                IntStream.range(0, count).filter(index -> new Shard(index, count).owns(uid)))
                        .containsExactly(Shard.of(uid, count).index()));
    }

    @Test
    void eachHasItsShare() {
        int[] owned = new int[64];
        uids(64_000).forEach(uid -> owned[Shard.of(uid, 64).index()]++);

        // Of 1000 expected, five standard deviations.
        assertThat(IntStream.of(owned).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(840, 1160));
    }

    @Test
    void theWholeOwnsEverything() {
        assertThat(uids(100)).allMatch(Shard.whole()::owns);
    }
}
