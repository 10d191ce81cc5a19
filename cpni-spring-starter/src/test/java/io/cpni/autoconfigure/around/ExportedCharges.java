package io.cpni.autoconfigure.around;

import io.cpni.accessor.CpniAccess;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.label.Cpni;
import io.cpni.purpose.Purpose;
import java.util.List;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/** Charges over HTTP, for support. */
@Cpni
@Primary
@CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
@RepositoryRestResource(path = "charges", collectionResourceRel = "charges", itemResourceRel = "charge")
public interface ExportedCharges extends JpaRepository<Charge, Long> {

    @RestResource(path = "remarked")
    List<Charge> findByRemark(@Param("remark") String remark);

    @RestResource(path = "called")
    List<Charge> findByCallee(@Param("callee") String callee);
}
