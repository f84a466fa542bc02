package recovery

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digitalocean/godo"

	"seamark.dev/seamark/pkg/platform"
)

// networks are the VPCs and the clusters that could be meant. The one tells of
// the other: a cluster that was renamed is found in its VPC by the tag of the
// environment, and a VPC that was renamed by its cluster.
func (f *finder) networks() ([]*godo.VPC, []*godo.KubernetesCluster) {
	vpcs := choose(f.VPCs, existingID(f.env.Network.Existing), vpcID, func(v *godo.VPC) bool { return v.Name == f.env.Name })
	known := existingID(f.env.Cluster.Existing)
	clusters := choose(f.Clusters, known, clusterID, func(c *godo.KubernetesCluster) bool { return c.Name == f.env.Name })
	if len(vpcs) == 1 && known == "" {
		in := func(c *godo.KubernetesCluster) bool { return c.VPCUUID == vpcs[0].ID }
		tagged := func(c *godo.KubernetesCluster) bool { return in(c) && slices.Contains(c.Tags, f.env.Name) }
		switch here := choose(clusters, "", clusterID, in); {
		case len(here) > 0:
			clusters = here
		case len(clusters) == 0:
			clusters = choose(f.Clusters, "", clusterID, tagged)
		}
	}
	if len(vpcs) == 0 && len(clusters) == 1 && f.env.Network.Existing == nil && clusters[0].VPCUUID != "" {
		vpcs = choose(f.VPCs, clusters[0].VPCUUID, vpcID, nil)
	}
	return vpcs, clusters
}

func (f *finder) vpc(vpcs []*godo.VPC) *godo.VPC {
	network := f.at.Field("network")
	t := Found{Kind: "VPC", Name: f.env.Name, Field: network.Field("existing").Field("id")}
	t.set = func(e *platform.Environment) { e.Network.Existing = &platform.Existing{ID: vpcs[0].ID} }
	what := func(v *godo.VPC) string { return v.IPRange + " in " + v.RegionSlug }
	if !f.pick(t, existingID(f.env.Network.Existing), "doctl vpcs list shows them", candidates(vpcs, vpcID, what)) {
		return nil
	}
	v := vpcs[0]
	f.region(v.RegionSlug)
	if v.IPRange != f.env.Network.VPCCIDR {
		f.differs(network.Field("vpcCIDR"), f.env.Network.VPCCIDR, "has the range "+v.IPRange+", which cannot be changed", "write "+v.IPRange)
	}
	return v
}

// region compares the region of what was found last.
func (f *finder) region(slug string) {
	if slug != f.env.Region {
		f.differs(f.at.Field("region"), f.env.Region, "is in "+slug+", and stays there", "write "+slug)
	}
}

// defaultPoolTag marks the default node pool for the provider, which crashes
// when it takes over a cluster without it.
const defaultPoolTag = "terraform:default-node-pool"

func (f *finder) cluster(clusters []*godo.KubernetesCluster, vpc *godo.VPC) *godo.KubernetesCluster {
	field := f.at.Field("cluster")
	t := Found{Kind: "DOKS cluster", Name: f.env.Name, Field: field.Field("existing").Field("id")}
	t.set = func(e *platform.Environment) { e.Cluster.Existing = &platform.Existing{ID: clusters[0].ID} }
	what := func(c *godo.KubernetesCluster) string {
		return fmt.Sprintf("%s, %s, made %s", c.RegionSlug, c.VersionSlug, c.CreatedAt.UTC().Format("2006-01-02T15:04Z"))
	}
	hint := "a creation that was interrupted leaves two: keep the one that has the nodes and the volumes, and delete the other"
	if !f.pick(t, existingID(f.env.Cluster.Existing), hint, candidates(clusters, clusterID, what)) {
		return nil
	}
	c := clusters[0]
	f.region(c.RegionSlug)
	network := f.at.Field("network")
	if vpc != nil && c.VPCUUID != vpc.ID {
		f.differs(network.Field("existing").Field("id"), vpc.ID, "is in another VPC, "+c.VPCUUID, "which of the two is meant? Write its ID yourself")
	}
	if c.ClusterSubnet != f.env.Network.ClusterSubnet {
		f.differs(network.Field("clusterSubnet"), f.env.Network.ClusterSubnet, "has the pods in "+c.ClusterSubnet+", which cannot be changed", "write "+c.ClusterSubnet)
	}
	if c.ServiceSubnet != f.env.Network.ServiceSubnet {
		f.differs(network.Field("serviceSubnet"), f.env.Network.ServiceSubnet, "has the Services in "+c.ServiceSubnet+", which cannot be changed", "write "+c.ServiceSubnet)
	}
	f.defaultPool(c)
	return c
}

// defaultPool wants the tag on a pool; a cluster that is only observed too.
func (f *finder) defaultPool(c *godo.KubernetesCluster) {
	var names []string
	for _, p := range c.NodePools {
		if slices.Contains(p.Tags, defaultPoolTag) {
			return
		}
		names = append(names, p.Name)
	}
	f.differs(f.at.Field("cluster"), "", "has no node pool with the tag "+defaultPoolTag+", and the provider would crash on it",
		"add the tag first, to that of "+strings.Join(names, ", ")+" that is the default pool: doctl kubernetes cluster node-pool update "+c.ID+
			" POOL --tag "+f.env.Name+" --tag "+defaultPoolTag)
}

func (f *finder) nodePools(c *godo.KubernetesCluster) {
	for i, p := range f.env.Cluster.AdditionalNodePools {
		at := f.at.Field("cluster").Field("additionalNodePools").Item(i)
		t := Found{Kind: "node pool", Name: f.env.Name + "-" + p.Name, Field: at.Field("existing").Field("id")}
		if c == nil {
			f.without(t.Kind, t.Name, t.Field)
			continue
		}
		known := ""
		if p.Existing != nil {
			known = p.Existing.ID
		}
		id := func(p *godo.KubernetesNodePool) string { return p.ID }
		pools := choose(c.NodePools, known, id, func(p *godo.KubernetesNodePool) bool { return p.Name == t.Name })
		t.set = func(e *platform.Environment) {
			e.Cluster.AdditionalNodePools[i].Existing = &platform.ExistingNodePool{ID: pools[0].ID}
		}
		what := func(p *godo.KubernetesNodePool) string { return fmt.Sprintf("%d of %s", p.Count, p.Size) }
		if f.pick(t, known, "doctl kubernetes cluster node-pool list "+c.ID+" shows them", candidates(pools, id, what)) && pools[0].Size != p.Size {
			f.differs(at.Field("size"), p.Size, "has nodes of "+pools[0].Size+", which are not resized in place", "write "+pools[0].Size)
		}
	}
}
