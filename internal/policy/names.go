package policy

// nameSet is the names of a list, of which each stands once.
type nameSet map[string]bool

func (s nameSet) add(field, name string) error {
	switch {
	case !nameShape.MatchString(name):
		return bad(field, "is %q; a name is lower-case letters, digits and underscores", name)
	case s[name]:
		return bad(field, "stands twice: %s", name)
	}
	s[name] = true
	return nil
}

// sourced refuses a rule that does not say where it comes from.
func sourced(field, source string) error {
	if source == "" {
		return bad(field+".source", "is missing; say where the rule comes from")
	}
	return nil
}
