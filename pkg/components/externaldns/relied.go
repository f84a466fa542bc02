package externaldns

import "seamark.dev/seamark/pkg/model"

// relied are the values that others rely on.
func relied(zone string) []model.Reliance {
	return []model.Reliance{
		{Path: "provider.name", Kept: true, Who: "the zone is served by DigitalOcean, and the token is for it"},
		{Path: "env", Kept: true, Who: "the token of DigitalOcean is in this variable"},
		{Path: "sources", Kept: true, Who: "the records of the demo and of the syslog port follow from these sources"},
		{Path: "domainFilters", Kept: true, Who: "the records of the environment are in this zone"},
		{Path: "excludeDomains", Without: []string{zone}, Who: "the records of the environment are in this zone"},
		{Path: "policy", Kept: true, Who: "the records of what is gone stay for ever", Loses: true},
		{Path: "registry", Is: []string{"txt", ""}, Who: "records are known to be ours by their TXT records"},
		{Path: "txtOwnerId", Kept: true, Who: "records are known to be ours by this owner; by another one, nothing would change or delete them"},
		{Path: "txtPrefix", Kept: true, Who: "records are known to be ours by TXT records of this prefix"},
		{Path: "namespaced", Is: []string{"false"}, Who: "what has records is in several namespaces"},
		{Path: "annotationFilter", Is: []string{""}, Who: "nothing here carries such an annotation, and all records would go"},
		{Path: "extraArgs", Without: []string{"--dry-run"}, Who: "no record would be written"},
		{Path: "extraArgs.dry-run", Is: []string{"false"}, Who: "no record would be written"},
		{Path: "labelFilter", Is: []string{""}, Who: "nothing here carries such a label, and all records would go"},
		{Path: "managedRecordTypes", Holds: []string{"A"}, Who: "the load balancers have addresses, which are written in A records"},
		{Path: "automountServiceAccountToken", Is: []string{"true"}, Who: "ExternalDNS reads Services and routes with this token"},
		{Path: "serviceAccount.automountServiceAccountToken", Is: []string{"true"}, Who: "ExternalDNS reads Services and routes with this token"},
		{Path: "rbac.create", Is: []string{"true"}, Who: "ExternalDNS reads Services and routes with these rights"},
		{Path: "serviceAccount.create", Is: []string{"true"}, Who: "ExternalDNS reads Services and routes with the rights of this account", Unless: "serviceAccount.name"},
		{Path: "serviceMonitor.enabled", Is: []string{"true"}, Who: "nobody is told when records are not written", Loses: true},
	}
}
