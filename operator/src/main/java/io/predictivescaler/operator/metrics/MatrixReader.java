package io.predictivescaler.operator.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer to one range query as it comes in and keeps no more of it than needed: the samples of the first series, the
 * labels of the first few, and the number of all up to a bound.
 */
final class MatrixReader {
    /** The answer is JSON, or nearly, but not what Prometheus would say; the message is half a sentence for users. */
    static final class NotPrometheus extends IOException {
        NotPrometheus(String found) {
            super(found);
        }
    }

    /** Native histograms came where numbers belong. */
    static final class Histograms extends IOException {
        Histograms() {
            super("native histograms");
        }
    }

    /** Enough to see by which labels series differ. */
    private static final int LABELS_KEPT = 20;
    /** Enough to say that there are far too many. */
    static final int SERIES_COUNTED = 1_000;

    // Interning and canonicalizing names would let a hostile answer grow tables that outlive it.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final RangeQuery query;
    private final Matrix.Samples samples;
    private final List<Map<String, String>> labels = new ArrayList<>();
    private int count;
    private boolean complete = true;
    private boolean success;
    private boolean result;
    private int warnings;

    MatrixReader(RangeQuery query) {
        this.query = query;
        this.samples = new Matrix.Samples(query.steps());
    }

    /**
     * What the answer says.
     *
     * @throws com.fasterxml.jackson.core.JacksonException when it is no JSON
     * @throws NotPrometheus when it is other JSON
     * @throws Histograms when the series has no numbers
     * @throws LimitedInput.Exceeded when it is too large to read, unless several series were seen by then
     */
    Matrix read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            answer(json);
        } catch (LimitedInput.Exceeded e) {
            // Several series are the reason for the size, and the better thing to tell.
            if (count < 2) {
                throw e;
            }
            complete = false;
        }
        return new Matrix(labels, count, complete, samples, warnings);
    }

    private void answer(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "the answer is no JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "status" -> {
                    success = "success".equals(json.getText());
                    json.skipChildren();
                }
                case "data" -> data(json);
                case "warnings" -> warnings = entries(json);
                default -> json.skipChildren();
            }
            if (!complete) {
                return;
            }
        }
        if (!success || !result) {
            throw new NotPrometheus("its answer lacks " + (success ? "a result" : "the status 'success'"));
        }
    }

    private void data(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "its data is no JSON object");
        while (complete && json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "resultType" -> {
                    if (!"matrix".equals(json.getText())) {
                        throw new NotPrometheus("its answer to a range query is no matrix");
                    }
                }
                case "result" -> allSeries(json);
                default -> json.skipChildren();
            }
        }
    }

    private void allSeries(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "its result is no JSON array");
        result = true;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            count++;
            oneSeries(json);
            if (count == SERIES_COUNTED) {
                complete = false;
                return;
            }
        }
        expect(json.currentToken(), JsonToken.END_ARRAY, "its result holds something else than series");
    }

    private void oneSeries(JsonParser json) throws IOException {
        Map<String, String> metric = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metric" -> {
                    if (count <= LABELS_KEPT) {
                        metric = labels(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case "values" -> {
                    if (count == 1) {
                        values(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case "histograms" -> {
                    if (json.currentToken() == JsonToken.START_ARRAY && entries(json) > 0) {
                        throw new Histograms();
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (count <= LABELS_KEPT) {
            labels.add(metric);
        }
    }

    private static Map<String, String> labels(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "the labels of a series are no JSON object");
        Map<String, String> labels = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "the value of a label is no text");
            labels.put(name, json.getText());
        }
        return labels;
    }

    private void values(JsonParser json) throws IOException {
        String shape = "a sample is not a time and a value";
        expect(json.currentToken(), JsonToken.START_ARRAY, "the samples of a series are no JSON array");
        while (json.nextToken() == JsonToken.START_ARRAY) {
            if (!json.nextToken().isNumeric()) {
                throw new NotPrometheus(shape);
            }
            double seconds = json.getDoubleValue();
            expect(json.nextToken(), JsonToken.VALUE_STRING, shape);
            sample(seconds, json.getText());
            expect(json.nextToken(), JsonToken.END_ARRAY, shape);
        }
        expect(json.currentToken(), JsonToken.END_ARRAY, shape);
    }

    private void sample(double seconds, String text) throws NotPrometheus {
        double value = switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> number(text);
        };
        long offset = Math.round(seconds * 1000) - query.from().toEpochMilli();
        long step = query.step().toMillis();
        if (offset % step != 0) {
            throw new NotPrometheus("it gives samples at other times than asked for");
        }
        long index = offset / step - 1;
        // Some servers round the ends of a range outwards; what was not asked for is left out.
        if (index >= 0 && index < samples.length()) {
            samples.set((int) index, value);
        }
    }

    private static double number(String text) throws NotPrometheus {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new NotPrometheus("the value of a sample is no number");
        }
    }

    /** The number of entries of the array at hand, which is read to its end. */
    private static int entries(JsonParser json) throws IOException {
        int entries = 0;
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                entries++;
            }
        }
        return entries;
    }

    private static void expect(JsonToken found, JsonToken expected, String otherwise) throws NotPrometheus {
        if (found != expected) {
            throw new NotPrometheus(otherwise);
        }
    }
}
