package io.cpni.autoconfigure;

/** Foreign models on H2. */
class H2ForeignModelsTest extends ForeignModelsContract {

    @Override
    String url() {
        return CarrierContext.freshDatabase();
    }
}
