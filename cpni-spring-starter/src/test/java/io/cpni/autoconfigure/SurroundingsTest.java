package io.cpni.autoconfigure;

/** What stands around the data, on H2. */
class SurroundingsTest extends SurroundingsContract {

    private final String url = CarrierContext.freshDatabase();

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "sa";
    }
}
