package relied

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// taken are the values by which users took away what others refer to, and who
// does.
type taken map[*model.Release]map[string]*reliants

type reliants struct {
	value inventory.Change
	who   []string
}

// by is who relies on what a value of a release took away.
func (t taken) by(r inventory.Release, path string) []string {
	found := t[r.Release][path]
	if found == nil {
		return nil
	}
	const most = 3
	slices.Sort(found.who)
	who := slices.Compact(found.who)
	if len(who) > most {
		who = append(who[:most:most], fmt.Sprintf("and %d more", len(who)-most))
	}
	return who
}

func (t taken) add(value inventory.Change, who string) {
	release, path := value.Release, value.Path.String()
	if t[release] == nil {
		t[release] = map[string]*reliants{}
	}
	if t[release][path] == nil {
		t[release][path] = &reliants{value: value}
	}
	t[release][path].who = append(t[release][path].who, who)
}

// takenAway are the references, and objects of kinds, that lead nowhere since the
// user's values.
func takenAway(inv *inventory.Inventory) taken {
	all := taken{}
	for i := range inv.References {
		ref := &inv.References[i]
		if value, ok := inv.TakenAway(ref); ok {
			all.add(value, inv.Subject(ref.From).Object+" refers to "+target(inv, ref))
		}
	}
	for i := range inv.Objects {
		o := &inv.Objects[i]
		if value, ok := inv.KindTakenAway(o.Cluster, o.Ref); ok && o.At.Release == nil {
			all.add(value, o.Ref.String()+" is of a kind that would not exist")
		}
	}
	for _, wanted := range inv.Wanted {
		if value, ok := inv.WantedTakenAway(wanted); ok {
			all.add(value, inv.Subject(wanted.From).Object+" brings objects of the kind "+wanted.CRD())
		}
	}
	return all
}

// target is what a reference leads to: of a Service that is still there, the port.
func target(inv *inventory.Inventory, ref *inventory.Reference) string {
	if inv.Things[ref.To] == nil {
		return ref.To.Ref.String()
	}
	port := ref.Port.Name
	if ref.Port.Number != 0 {
		port = strconv.Itoa(int(ref.Port.Number))
	}
	return "port " + port + " of " + ref.To.Ref.String()
}

// missed are the findings for what a release no longer makes, of which none has
// told.
func missed(inv *inventory.Inventory, r inventory.Release, taken taken, told map[string]bool) diag.List {
	var findings diag.List
	for _, path := range slices.Sorted(maps.Keys(taken[r.Release])) {
		if told[path] {
			continue
		}
		told[path] = true
		findings.Add(inv.Finding(taken[r.Release][path].value.Place, gone(r, taken, path)))
	}
	return findings
}

func gone(r inventory.Release, taken taken, path string) diag.Finding {
	value := taken[r.Release][path].value
	who := strings.Join(taken.by(r, path), "; ")
	names := []string{"fullnameOverride", "nameOverride", "namespaceOverride"}
	if slices.Contains(names, value.Path[len(value.Path)-1].Name) {
		return diag.Finding{
			Code: "values-renamed", Remedy: "leave it out",
			Message: "the chart's objects would be called otherwise, or be elsewhere: " + who,
		}
	}
	f := diag.Finding{Code: "values-relied-on", Message: "the chart would no longer make what others refer to: " + who, Remedy: "leave it out"}
	if value.Was.Text() != "" {
		f.Remedy = "leave it at " + value.Was.Text()
	} else if value.Was != nil {
		f.Remedy = kept(value.Was)
	}
	now, _ := r.Values.At(value.Path[1:])
	if now.Kind() == manifest.KindBool || now.Kind() == manifest.KindNumber {
		f.Value = now.Text() // a text may be a secret in the wrong place
	}
	return f
}
