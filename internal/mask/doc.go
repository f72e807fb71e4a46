// Package mask takes out of a text what tells who somebody is, and leaves what the complaint is about: whoever reads the rest can
// say what it complains of and how grave that is, and not whose it is.
//
// Two things are looked for. What the record knows of the complainant (name, telephone, mail, customer and order number) goes wherever it
// stands in the text. What else looks personal goes by its form: mail addresses, telephones, identity and bank cards, licence plates,
// numbers of orders and parcels, streets with a number, names beside a title, links. Sums of money, dates, products and the names of
// towns stay. In place of each stands its kind in brackets, such as [phone], so that the text can still be read.
//
// Forms are not understanding: a name in the middle of a sentence, with no title and not on record, is not recognised. The tests
// say how often that was seen in real texts.
package mask
