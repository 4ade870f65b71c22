package io.predictivescaler.operator.metrics;

class FakeSecretsTest extends SecretReaderContract {
    private final FakeSecrets secrets = new FakeSecrets();

    @Override
    SecretReader reader() {
        return secrets;
    }

    @Override
    void given(SecretReader.Reference reference, String value) {
        secrets.put(reference, value);
    }
}
