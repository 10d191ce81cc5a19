package io.cpni.autoconfigure.model;

import io.cpni.accessor.CpniAccess;
import io.cpni.label.Cpni;
import io.cpni.purpose.Purpose;
import org.springframework.data.repository.CrudRepository;

@Cpni
@CpniAccess(purpose = Purpose.BILL_COLLECT)
public interface BilledCalls extends CrudRepository<Call, Long> {}
