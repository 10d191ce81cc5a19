package io.cpni.purpose;

/** Names the uses of customer data that the rules tell apart. No purpose declared means no access. */
public enum Purpose {
    /** None: nobody said what the data is for. No row permits it (R-GEN-3). */
    UNDECLARED,
    /** Provide the service the data comes from, or what it needs: set-up, routing, repair (222(c)(1)). */
    PROVIDE_SERVICE,
    /** Initiate, render, bill and collect (222(d)(1)). */
    BILL_COLLECT,
    /** Protect the carrier, users and other carriers from fraud, abuse and unlawful use (222(d)(2)). */
    PROTECT,
    /** Install, keep up and repair inside wiring (64.2005(c)(1)). */
    INSIDE_WIRING,
    /** Research on health effects of wireless service (64.2005(c)(2)). */
    HEALTH_RESEARCH,
    /** Market services. */
    MARKET,
    /** Market adjunct-to-basic calling features (64.2005(c)(3)). */
    MARKET_ADJUNCT,
    /** Market customer equipment and information services (64.2005(b)(1)). */
    MARKET_EQUIP_INFO,
    /** Market anything that is not communications-related. */
    MARKET_NONCOMM,
    /** Ask customers for their approval (64.2007, 64.2008). */
    SOLICIT_APPROVAL,
    /** Assist on a call that the customer began (222(d)(3)). */
    INBOUND_ASSIST,
    /** Use with one-time approval, for the length of a call (64.2008(f)). */
    ONE_TIME,
    /** Give the customer access to the customer's own data (64.2010). */
    CUSTOMER_ACCESS,
    /** Disclose to a person the customer named in writing (222(c)(2)). */
    DESIGNATED,
    /** Answer compulsory process or a statute (222(c)(1)). */
    LEGAL,
    /** Give location in an emergency (222(d)(4)). */
    EMERGENCY,
    /** Give listing data to emergency services (222(g)). */
    EMERGENCY_LISTING,
    /** Provide subscriber list information to directory publishers (222(e)). */
    DIRECTORY,
    /** Use aggregate data (222(c)(3)). */
    AGGREGATE,
    /** Find or track customers who call competitors (64.2005(b)(2)). */
    COMPETITOR_TRACKING,
    /** Use data that another carrier gave for providing service (222(b)). */
    CARRIER_DATA,
    /** Sell, rent or trade data or customer lists. */
    SALE,
    /** Product analytics, model training and surveys. */
    ANALYTICS,
    /** Audit of how data is handled. */
    AUDIT,
    /** Merger, sale of the business or insolvency. */
    TRANSFER,
    /** Check a customer's credit. */
    CREDIT_CHECK,
    /** Change passwords, online accounts or addresses of record (64.2010(f)). */
    ACCOUNT_CHANGE,
    /** Change a SIM (64.2010(h)). */
    SIM_CHANGE,
    /** Port a number out (52.37). */
    PORT_OUT;

    /** Tells whether the purpose is a marketing use. */
    public boolean isMarketing() {
        return this == MARKET || this == MARKET_ADJUNCT || this == MARKET_EQUIP_INFO || this == MARKET_NONCOMM;
    }
}
