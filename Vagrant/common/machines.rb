# What the scenarios' Vagrantfiles share: hosts as virtual machines, provisioned by the scripts that
# `rig` runs in network namespaces. Each Vagrantfile sets SCENARIO, its directory.

# The rows of a table such as `hosts`, without its comments.
def rows(table)
  File.readlines(File.join(SCENARIO, table), chomp: true)
      .reject { |line| line.start_with?("#") }
      .map(&:split)
end

# What all machines are; the directory Vagrant/ is copied to /vagrant of each.
def describe_machines(config)
  config.vm.box = "debian/bookworm64"
  config.vm.box_check_update = false

  %w[libvirt virtualbox].each do |provider|
    config.vm.provider provider do |machine|
      machine.memory = 512
      machine.cpus = 1
    end
  end

  # Copied at `up` and `provision`: neither provider needs its guest additions then.
  config.vm.synced_folder File.dirname(SCENARIO), "/vagrant", type: "rsync",
                                                              rsync__exclude: ".vagrant/"
end

def install_packages(machine, role)
  machine.vm.provision "packages", type: "shell",
                                   path: File.join(__dir__, "provision/packages.sh"), args: [role]
end

# On every `vagrant up`: the scripts start what is not running and leave the rest alone.
def run_script(machine, script, argument, environment = {})
  machine.vm.provision script, type: "shell", run: "always",
                               inline: "/vagrant/#{File.basename(SCENARIO)}/provision/#{script}.sh #{argument}",
                               env: { "PROGRAM_DIR" => "/opt/isthmus/bin" }.merge(environment)
end
