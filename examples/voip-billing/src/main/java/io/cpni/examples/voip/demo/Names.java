package io.cpni.examples.voip.demo;

import java.util.List;

/** Invents names and streets; any likeness is chance. */
final class Names {

    private static final List<String> FIRST = List.of(
            "Ada", "Alma", "Amos", "Anna", "Arlo", "Beatriz", "Bela", "Boris", "Cara", "Cleo", "Corin", "Dalia",
            "Darius", "Edda", "Elio", "Elsa", "Enzo", "Farah", "Fiona", "Gideon", "Greta", "Hana", "Hugo", "Ida",
            "Ines", "Ivo", "Jonas", "Juno", "Kamal", "Kira", "Leif", "Lena", "Lino", "Maeve", "Malik", "Mina", "Nadia",
            "Nils", "Noor", "Odette", "Oren", "Paz", "Priya", "Quinn", "Rafael", "Rosa", "Selma", "Silas", "Tessa",
            "Theo", "Uma", "Vera", "Wanda", "Xavier", "Yara", "Yusuf", "Zane", "Zora");

    private static final List<String> LAST = List.of(
            "Abernott",
            "Ashgrove",
            "Baxendell",
            "Birchmere",
            "Brackwater",
            "Calderon-Pike",
            "Castellane",
            "Copperfeld",
            "Dalrymore",
            "Delacroy",
            "Dunmarrow",
            "Eastlake",
            "Eldenhart",
            "Fairbourne",
            "Fenwickham",
            "Foxglove",
            "Garrowby",
            "Glenhaven",
            "Greenslade",
            "Halloway",
            "Harkwell",
            "Hollenbeck",
            "Inglethorpe",
            "Jarndale",
            "Kestrelman",
            "Kingsmoor",
            "Lanternby",
            "Larkspur",
            "Lindqvale",
            "Marchbanks",
            "Merriwood",
            "Millstone",
            "Nettleship",
            "Northgale",
            "Oakhanger",
            "Okonwell",
            "Pellerin",
            "Quillfeather",
            "Ravensdale",
            "Redfern",
            "Rosenthorn",
            "Sallowfield",
            "Silverlode",
            "Stonebridge",
            "Tanglewood",
            "Thistledown",
            "Umberleigh",
            "Vandermeer-Holt",
            "Wetherfold",
            "Whitlocke",
            "Winterbourne",
            "Yarrowgate");

    private static final List<String> TRADE = List.of(
            "Bakery",
            "Bicycles",
            "Bookbinding",
            "Dental Care",
            "Electric",
            "Florists",
            "Freight",
            "Garden Supply",
            "Hardware",
            "Insurance Desk",
            "Joinery",
            "Law Office",
            "Logistics",
            "Machine Works",
            "Optics",
            "Pharmacy",
            "Plumbing",
            "Printing",
            "Realty",
            "Tax Service",
            "Travel",
            "Veterinary Clinic");

    private static final List<String> FORM = List.of("Inc.", "LLC", "& Co.", "Group", "Partners");

    private static final List<String> STREET = List.of(
            "Alder",
            "Beacon",
            "Canal",
            "Cedar",
            "Chestnut",
            "Elm",
            "Foundry",
            "Granite",
            "Harbor",
            "Juniper",
            "Lantern",
            "Magnolia",
            "Maple",
            "Mill",
            "Orchard",
            "Prospect",
            "Quarry",
            "River",
            "Spruce",
            "Summit",
            "Union",
            "Willow");

    private static final List<String> STREET_KIND = List.of("Street", "Avenue", "Road", "Lane", "Court", "Drive");

    private Names() {}

    static String person(DemoRandom random) {
        return random.pick(FIRST) + " " + random.pick(LAST);
    }

    static String firm(DemoRandom random) {
        return random.pick(LAST) + " " + random.pick(TRADE) + " " + random.pick(FORM);
    }

    static String street(DemoRandom random) {
        return random.between(1, 4_999) + " " + random.pick(STREET) + " " + random.pick(STREET_KIND);
    }
}
