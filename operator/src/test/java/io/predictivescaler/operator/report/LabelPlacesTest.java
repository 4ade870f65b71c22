package io.predictivescaler.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.report.LabelPlaces.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LabelPlacesTest {
    private static final Box AREA = new Box(0, 0, 600, 300);

    @Test
    void putsALabelToTheRightOfItsPoint() {
        Box place = new LabelPlaces(AREA).placeFor("P90", 100, 100);

        assertThat(place.left()).isEqualTo(110);
        assertThat((place.top() + place.bottom()) / 2).isEqualTo(100);
    }

    @Test
    void staysInsideTheDrawing() {
        Box place = new LabelPlaces(AREA).placeFor("HPA alone", 595, 100);

        assertThat(AREA.holds(place)).isTrue();
        assertThat(place.right()).isLessThan(595);
    }

    @Test
    void coversNoLine() {
        LabelPlaces places = new LabelPlaces(AREA);
        places.keepClear(100, 100, 300, 100);

        assertThat(places.placeFor("P90", 100, 100).overlaps(new Box(100, 99, 300, 101)))
                .isFalse();
    }

    @Test
    void coversNoOtherLabelWhereThereIsRoom() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LabelPlaces places = new LabelPlaces(AREA);
            List<Box> placed = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Box place = places.placeFor("P" + i, 100 + random.nextDouble(100), 100 + random.nextDouble(100));
                assertThat(placed).as("seed %s", seed).noneMatch(place::overlaps);
                placed.add(place);
            }
        }
    }
}
