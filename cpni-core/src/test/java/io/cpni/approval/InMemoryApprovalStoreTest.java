package io.cpni.approval;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {

    private final ApprovalStore store = new InMemoryApprovalStore();

    @Override
    protected ApprovalStore store() {
        return store;
    }

    @Override
    protected ApprovalStore otherNode() {
        return store;
    }
}
