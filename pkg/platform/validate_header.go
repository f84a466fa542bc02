package platform

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// header checks what makes a document a Platform, and its name.
func (c *checker) header(p Platform) {
	if c.required(manifest.Fields("apiVersion"), p.APIVersion, "write apiVersion: "+APIVersion) {
		c.oneOf("config-unknown-api-version", manifest.Fields("apiVersion"), p.APIVersion, []string{APIVersion})
	}
	if c.required(manifest.Fields("kind"), p.Kind, "write kind: "+Kind) {
		c.oneOf("config-unknown-kind", manifest.Fields("kind"), p.Kind, []string{Kind})
	}
	c.label(manifest.Fields("metadata", "name"), p.Metadata.Name)
}

// delivery checks all but which engine it is: which there are, only package
// engines and who brings one know.
func (c *checker) delivery(at manifest.Path, d Delivery) {
	if !engineName.MatchString(string(d.Engine)) {
		c.add("config-unknown-engine", at.Field("engine"), string(d.Engine), "must be the name of an engine", fmt.Sprintf("use %s or %s", Flux, ArgoCD))
	}
	if hub := at.Field("hub"); c.label(hub, d.Hub) {
		c.folder(hub, d.Hub)
	}
	if d.Repository.URL != "" && d.Repository.URL != c.ofPlatform { // which is wrong only where metadata.name is
		c.repositoryURL(at.Field("repository").Field("url"), d.Repository.URL)
	}
	c.branch(at.Field("repository").Field("branch"), d.Repository.Branch)
	c.treePath(at.Field("repository").Field("path"), d.Repository.Path)
	if d.Push != nil {
		c.push(at.Field("push"), *d.Push, d)
	}
}

// engineName is what the name of an engine may look like, whoever brings one.
var engineName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$`)

var scpLike = regexp.MustCompile(`^([\w.-]+@[\w.-]+):([^/].*)$`)

// repositoryURL checks a clone address. Flux takes https and ssh URLs, not the
// scp-like short form; credentials belong in a Secret, never in the tree.
func (c *checker) repositoryURL(at manifest.Path, address string) {
	const code = "config-invalid-repository-url"
	if short := scpLike.FindStringSubmatch(address); short != nil {
		c.add(code, at, address, "must be an https:// or ssh:// URL", "write ssh://"+short[1]+"/"+short[2])
		return
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.Trim(u.Path, "/") == "" || (u.Scheme != "https" && u.Scheme != "ssh") {
		c.add(code, at, withoutUserinfo(address), "must be an https:// or ssh:// URL of a Git repository", "for example https://github.com/acme/platform")
		return
	}
	if _, password := u.User.Password(); password || (u.User != nil && u.Scheme == "https") {
		c.add("config-credentials-in-url", at, withoutUserinfo(address), "must not hold credentials", "remove what is before the @ and give the engine a Secret")
	}
	switch {
	case u.RawQuery != "" || u.Fragment != "":
		c.add(code, at, withoutUserinfo(address), "must not have a query or fragment", "")
	case !cloneAddress.MatchString(address):
		c.add(code, at, withoutUserinfo(address), "must be of letters, digits and . _ ~ - + % after the scheme: it stands in commands that people copy", "write other characters as %XX")
	}
}

// cloneAddress is a clone address in which nothing means anything to a shell or
// to Markdown.
var cloneAddress = regexp.MustCompile(`^(https|ssh)://([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%+-]+)+/?$`)

// withoutUserinfo is the address with anything before an @ hidden, so that a
// token never reaches a log.
func withoutUserinfo(address string) string {
	at := strings.LastIndex(address, "@")
	if at < 0 {
		return address
	}
	scheme, _, found := strings.Cut(address[:at], "://")
	if !found {
		return "…" + address[at:]
	}
	return scheme + "://…" + address[at:]
}

var portable = regexp.MustCompile(`^[A-Za-z0-9._/+-]+$`)

func (c *checker) branch(at manifest.Path, branch string) {
	bad := !portable.MatchString(branch) || strings.Contains(branch, "..") || strings.Contains(branch, "//") ||
		strings.HasPrefix(branch, "-") || strings.HasPrefix(branch, "/") || strings.HasSuffix(branch, "/") ||
		strings.HasSuffix(branch, ".lock") || strings.HasSuffix(branch, ".")
	if bad {
		c.add("config-invalid-branch", at, branch, "must be a Git branch name", "for example main")
	}
}

// treePath checks the folder of the rendered tree: it becomes part of the
// paths in Flux objects, so it must stay in the repository and be written one
// way only.
func (c *checker) treePath(at manifest.Path, folder string) {
	clean := path.Clean(strings.TrimLeft(folder, "/"))
	switch {
	case clean == ".." || strings.HasPrefix(clean, "../"):
		c.add("config-invalid-path", at, folder, "must not leave the repository", "")
	case !portable.MatchString(folder):
		c.add("config-invalid-path", at, folder, "must be a relative path of letters, digits and . _ - + /", "")
	case clean != folder:
		c.add("config-invalid-path", at, folder, "must be a relative path in its shortest form", `write "`+clean+`"`)
	default:
		for part := range strings.SplitSeq(folder, "/") {
			c.treeFolder(at, folder, part)
		}
	}
}

// treeFolder checks one folder of the path of the tree.
func (c *checker) treeFolder(at manifest.Path, folder, part string) {
	base, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch {
	case strings.HasPrefix(part, "-"):
		c.add("config-invalid-path", at, folder, "must not hold a folder that begins with a hyphen: commands take it for an option", "")
	case strings.EqualFold(part, ".git"):
		c.add("config-invalid-path", at, folder, "must not lead into Git's own folder", "")
	case device.MatchString(base):
		c.add("config-invalid-path", at, folder, "must not hold "+part+": Windows reserves that name for a device", "")
	}
}

// region refuses what cannot be a region, or lacks something. One that is not
// known may be new: that is a warning.
func (c *checker) region(at manifest.Path, region string) {
	const lists = "doctl kubernetes options regions lists what DigitalOcean offers"
	switch {
	case !c.required(at, region, "use "+either(regions)), slices.Contains(regions, region):
	case slices.Contains(withoutSpaces, region), !regionSlug.MatchString(region):
		remedy := diag.DidYouMean(region, regions)
		if remedy == "" {
			remedy = "use " + either(regions)
		}
		c.add("config-unknown-region", at, region, "no DigitalOcean region with DOKS, managed databases and Spaces", remedy)
	default:
		c.warn("config-unknown-region", at, region, "was not known as a DigitalOcean region with DOKS, managed databases and Spaces when this program was made",
			remedies(cmp.Or(diag.DidYouMean(region, regions), "known were "+strings.Join(regions, ", ")+";"), lists))
	}
}
