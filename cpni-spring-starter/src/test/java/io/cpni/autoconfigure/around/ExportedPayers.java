package io.cpni.autoconfigure.around;

import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.label.Cpni;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** Payers over HTTP; nobody has said what for. */
@Cpni
@RepositoryRestResource(path = "payers", collectionResourceRel = "payers", itemResourceRel = "payer")
public interface ExportedPayers extends JpaRepository<Payer, Long> {}
