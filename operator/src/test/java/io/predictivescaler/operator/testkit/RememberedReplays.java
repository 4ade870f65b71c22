package io.predictivescaler.operator.testkit;

import io.predictivescaler.forecasting.ForecastSettings;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.operator.demand.Replays;
import io.predictivescaler.planning.trust.TrustGate;
import io.predictivescaler.planning.trust.TrustSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Those of the last pasts, by all that they follow from: an equal past is judged once by a process, whichever test asks. */
final class RememberedReplays implements Replays {
    /** Each holds on to the models that it was made with. */
    private static final int MOST = 16;

    private record Past(TrustSettings trust, ForecastSettings forecasts, Series history, Series judged) {}

    private final Replays made = Replays.anew();
    private final Map<Past, TrustGate> remembered = Collections.synchronizedMap(new LinkedHashMap<>(MOST, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Past, TrustGate> eldest) {
            return size() > MOST;
        }
    });

    @Override
    public TrustGate of(TrustSettings trust, ForecastSettings forecasts, Series history, Series judged) {
        Past past = new Past(trust, forecasts, history, judged);
        TrustGate known = remembered.get(past);
        if (known != null) {
            return known;
        }
        // Outside the lock: two that need the same at once make it twice.
        TrustGate made = this.made.of(trust, forecasts, history, judged);
        remembered.put(past, made);
        return made;
    }
}
