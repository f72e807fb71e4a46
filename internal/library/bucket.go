package library

// Buckets is in how many buckets a precedent is kept, and in how many precedents are looked for, at most.
const Buckets = 2 + mostTelling

// Page is how many precedents of a bucket are read, the newest, however many there are.
const Page = 40

// Buckets names the buckets of a look: its kind of matter, the same with the product, and the pieces of its text that tell most. A look without
// a product has one less.
func (l Look) Buckets() []string {
	matter := "m:" + string(l.Category) + ":" + string(l.Cause)
	buckets := []string{matter}
	if l.Product != "" {
		buckets = append(buckets, matter+":"+l.Product)
	}
	for _, hash := range l.Telling {
		buckets = append(buckets, "w:"+hash)
	}
	return buckets
}
