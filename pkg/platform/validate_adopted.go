package platform

import "seamark.dev/seamark/pkg/manifest"

// adopted is something at DigitalOcean that exists, by its ID, and where the
// configuration names it.
type adopted struct {
	at       manifest.Path
	id       string
	existing *Existing // how, where it may be looked at only
}

// adoptedTwice reports what would be managed by two resources: each undoes what
// the other does, and where one is destroyed the other is too. Many may look at
// the same thing.
func (c *checker) adoptedTwice(at manifest.Path, environments []Environment) {
	first := map[string]manifest.Path{}
	for i, e := range environments {
		for _, a := range e.adopted(at.Item(i)) {
			other, taken := first[a.id]
			switch {
			case a.id == "" || a.existing != nil && a.existing.ObserveOnly:
			case taken:
				remedy := "correct the ID"
				if a.existing != nil {
					remedy += ", or only look at it in one of the two (existing.observeOnly)"
				}
				c.add("config-adopted-twice", a.at, a.id, "is taken over already by "+other.String(), remedy)
			default:
				first[a.id] = a.at
			}
		}
	}
}

// adopted are the existing things of an environment below its path.
func (e Environment) adopted(at manifest.Path) (list []adopted) {
	id := func(at manifest.Path) manifest.Path { return at.Field("existing").Field("id") }
	for _, one := range []struct {
		field    string
		existing *Existing
	}{{"network", e.Network.Existing}, {"cluster", e.Cluster.Existing}} {
		if one.existing != nil {
			list = append(list, adopted{id(at.Field(one.field)), one.existing.ID, one.existing})
		}
	}
	for i, p := range e.Cluster.AdditionalNodePools {
		if p.Existing != nil {
			list = append(list, adopted{at: id(at.Field("cluster").Field("additionalNodePools").Item(i)), id: p.Existing.ID})
		}
	}
	for _, name := range e.DatabaseNames() {
		if db := e.Databases[name]; db.Existing != nil {
			at := at.Field("databases").Field(name)
			list = append(list, adopted{id(at), db.Existing.ID, &Existing{ObserveOnly: db.Existing.ObserveOnly}},
				adopted{at: at.Field("existing").Field("logSink"), id: db.Existing.LogSink})
		}
	}
	return list
}
